namespace FedScaler.Core.Capacity;

/// <summary>So much of one resource, in its own unit.</summary>
public readonly record struct ResourceAmount(string Name, long Amount);
