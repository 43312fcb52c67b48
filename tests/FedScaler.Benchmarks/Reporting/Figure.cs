namespace FedScaler.Benchmarks.Reporting;

/// <summary>One line of the report.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Measured">With its unit.</param>
/// <param name="Goal">From DESIGN.md; null where it names none.</param>
/// <param name="Reference">What was measured beside it in the same run, and the ratio; null where nothing fits.</param>
/// <param name="Bound">What keeps it from being better.</param>
internal sealed record Figure(string Name, string Measured, string? Goal, string? Reference, string Bound);
