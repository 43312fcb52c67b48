namespace FedScaler.Kube.Tests.Server;

/// <summary>Tests that measure or change what belongs to the whole process.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
