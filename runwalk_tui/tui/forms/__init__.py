"""Forms: fields, panels, the profile's form."""
