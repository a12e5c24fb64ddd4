// The trace types that declarations use; `scatter` comes with the core.
const Plotly = require("plotly.js/lib/core");

Plotly.register([
  require("plotly.js/lib/bar"),
  require("plotly.js/lib/histogram"),
  require("plotly.js/lib/pie"),
  require("plotly.js/lib/sankey"),
  require("plotly.js/lib/sunburst"),
  require("plotly.js/lib/treemap"),
  require("plotly.js/lib/waterfall"),
  require("plotly.js/lib/locales/zh-cn"),
]);

module.exports = Plotly;
