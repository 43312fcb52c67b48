namespace FedScaler.EndToEnd.Tests.Scenarios.Security;

/// <summary>What looks back on the whole run: collections that do not run in parallel come after all that do.</summary>
[CollectionDefinition(nameof(AfterAll), DisableParallelization = true)]
public sealed class AfterAll;
