using FedScaler.Kube.Models;
using FedScaler.Runtime.Events;
using FedScaler.Runtime.Leadership;

namespace FedScaler.Hosting;

/// <summary>Tells users who leads: in an event on the Lease, and on /readyz and /healthz.</summary>
internal sealed class LeadershipEvents(ILeadership leadership, IEventRecorder events, ElectionOptions? election)
{
    private readonly LeaseLeadership? _elected = leadership as LeaseLeadership;

    /// <summary>This instance leads now.</summary>
    public void Begin()
    {
        if (election is null || _elected is null) return;
        var lease = new EventTarget("coordination.k8s.io/v1", KnownResources.Leases.Kind, election.Namespace, election.Name, _elected.LeaseUid);
        // client-go's reason and words (tools/leaderelection/resourcelock).
        events.Record(lease, EventKind.Normal, "LeaderElection", "Acquire", $"{election.Identity} became leader");
    }

    /// <summary>In words, for /readyz.</summary>
    public string? Describe()
    {
        if (_elected is null) return null;
        if (_elected.IsLeader) return "leads";
        return _elected.Holder is { Length: > 0 } other ? $"stands by, {other} leads" : "stands by, nobody leads yet";
    }

    /// <summary>What is wrong when leadership was lost and the work does not end: the process is of no use and has to be ended.</summary>
    public string? Overdue() => _elected?.LostFor is { } ago && ago > LeaseLeadership.Patience ? $"leadership was lost {ago.TotalSeconds:0} s ago, and the work has not ended yet" : null;
}
