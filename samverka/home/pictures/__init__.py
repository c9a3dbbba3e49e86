"""Pictures of the partnership: from rows to shapes with places, which a template draws as SVG."""
