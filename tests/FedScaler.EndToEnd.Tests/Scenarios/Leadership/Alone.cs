namespace FedScaler.EndToEnd.Tests.Scenarios.Leadership;

/// <summary>Tests in which real time passes run when nothing else keeps the machine busy.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
