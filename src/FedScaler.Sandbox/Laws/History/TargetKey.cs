namespace FedScaler.Sandbox.Laws.History;

/// <summary>A workload, the same in every member.</summary>
internal readonly record struct TargetKey(string Namespace, string Kind, string Name);
