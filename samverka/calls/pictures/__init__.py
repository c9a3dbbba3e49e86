"""Pictures of calls: from rows to shapes with places, which a template draws as SVG."""
