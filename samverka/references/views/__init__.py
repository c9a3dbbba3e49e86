"""Pages of the reference desk."""
