"""The screens: show what a feed tells and pass on what is pressed; they decide nothing."""
