using FedScaler.Controllers.Fleet.Members;
using FedScaler.Kube.Client;

namespace FedScaler.Controllers.Fleet.Caches;

/// <summary>What everything shares that belongs to one connection to one member.</summary>
internal sealed class MemberScope(string member, IKubeClient client, MemberIdentity identity, FleetOptions options, FleetServices services, CancellationToken stopping)
{
    private long _believedFrom;

    public string Member { get; } = member;

    public IKubeClient Client { get; } = client;

    public MemberIdentity Identity { get; } = identity;

    public FleetOptions Options { get; } = options;

    public FleetServices Services { get; } = services;

    public TimeProvider Time { get; } = services.Time;

    public CancellationToken Stopping { get; } = stopping;

    /// <summary>When the member last fell silent: what was read before that is not to be acted on, and a watch quiet since then may hang.</summary>
    public DateTimeOffset BelievedFrom
    {
        get => new(Interlocked.Read(ref _believedFrom), TimeSpan.Zero);
        set => Interlocked.Exchange(ref _believedFrom, value.UtcTicks);
    }
}
