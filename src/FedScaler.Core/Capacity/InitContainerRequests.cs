namespace FedScaler.Core.Capacity;

/// <summary>One of spec.initContainers.</summary>
/// <param name="Requests">What it asks for.</param>
/// <param name="IsSidecar">restartPolicy: Always (KEP-753): it goes on running beside the containers.</param>
public readonly record struct InitContainerRequests(ResourceVector Requests, bool IsSidecar = false);
