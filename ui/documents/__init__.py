"""Documents on the screen: choosing, looking, saving and printing."""
