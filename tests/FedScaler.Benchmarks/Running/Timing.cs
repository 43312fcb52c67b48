namespace FedScaler.Benchmarks.Running;

/// <summary>What one benchmark measured.</summary>
/// <param name="Method">Name of the benchmark's method.</param>
/// <param name="Parameters">Its parameters as text; empty when it has none.</param>
/// <param name="Nanoseconds">Processor time of an operation in the fastest iteration: whatever else the machine does only ever adds.</param>
/// <param name="Bytes">Allocated by an operation.</param>
internal sealed record Timing(string Method, string Parameters, double Nanoseconds, long Bytes);
