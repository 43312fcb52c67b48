using FedScaler.Hosting.Federations;

namespace FedScaler.EndToEnd.Tests.Harness;

/// <summary>A hub and members to run a scenario on: the sandbox, or real API servers.</summary>
internal interface IWorld : IAsyncDisposable
{
    /// <summary>The namespace of this scenario's workloads.</summary>
    string Namespace { get; }

    Cluster Hub { get; }

    /// <summary>How the members are federated.</summary>
    FederationKind Federation { get; }

    IReadOnlyList<Cluster> Members { get; }

    bool IsServiceRunning { get; }

    Task StartServiceAsync();

    /// <summary>Stops the service in an orderly way.</summary>
    Task StopServiceAsync();

    /// <summary>Lets time pass: all that follows from what was done so far is done after it.</summary>
    Task StepAsync(TimeSpan step);

    /// <summary>Lets time pass until something has come about.</summary>
    /// <exception cref="TimeoutException">It did not within <paramref name="patience"/>.</exception>
    Task UntilAsync(string what, Func<Task<bool>> reached, TimeSpan patience);

    /// <summary>Fails when anything that must never be was seen at any instant.</summary>
    void Verify();

    /// <summary>What the service said, for a test that failed.</summary>
    IReadOnlyList<string> Log { get; }
}
