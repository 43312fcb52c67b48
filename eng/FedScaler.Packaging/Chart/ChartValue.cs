namespace FedScaler.Packaging.Chart;

/// <summary>One value of a chart: a key of <c>values.yaml</c> that has a comment above it.</summary>
/// <param name="Path">Names from the top, such as <c>image.tag</c>.</param>
/// <param name="Default">What it is set to, as JSON.</param>
/// <param name="Description">The comment, on one line.</param>
public sealed record ChartValue(string Path, string Default, string Description);
