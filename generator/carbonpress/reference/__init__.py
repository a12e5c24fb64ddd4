"""The numbers of the world as data files - GWP, fuels, factors, units, category rules - and their loader."""
