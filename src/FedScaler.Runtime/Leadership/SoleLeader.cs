namespace FedScaler.Runtime.Leadership;

/// <summary>For a service of one instance: it always leads.</summary>
public sealed class SoleLeader : ILeadership
{
    public bool IsLeader => true;

    public string? DemandEpoch() => null;

    public Task RunAsync(Func<CancellationToken, Task> lead, CancellationToken cancellationToken) => lead(cancellationToken);
}
