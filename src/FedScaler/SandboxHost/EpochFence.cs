using System.Text.Json.Nodes;
using FedScaler.Api;
using FedScaler.Kube.Models;
using FedScaler.Kube.Watch;
using FedScaler.Sandbox.ApiServer;
using FedScaler.Sandbox.Storage;

namespace FedScaler.SandboxHost;

/// <summary>
/// Does on a sandbox's hub what the chart's templates/fence.yaml does on a real one. A test holds the expressions there to those
/// here, so that neither changes without the other.
/// </summary>
public sealed class EpochFence : IDisposable
{
    /// <summary>The policy's variable <c>epoch</c>.</summary>
    public const string EpochExpression = "params.metadata.uid + '/' + (has(params.spec.leaseTransitions) ? string(params.spec.leaseTransitions) : '0')";

    /// <summary>The policy's variable <c>stamp</c>.</summary>
    public const string StampExpression =
        "has(request.subResource) && request.subResource == 'status' "
        + "? (has(object.status) && has(object.status.epoch) ? object.status.epoch : '') "
        + ": (has(object.metadata.annotations) && 'fedscaler.io/epoch' in object.metadata.annotations ? object.metadata.annotations['fedscaler.io/epoch'] : '')";

    /// <summary>The policy's one validation.</summary>
    public const string Expression = "variables.stamp == variables.epoch";

    /// <summary>What it says.</summary>
    public const string MessageExpression = "'fedscaler.io/epoch ' + variables.stamp + ' is not that of the Lease, ' + variables.epoch";

    private const string Name = "fedscaler.epoch.fedscaler.io";

    private readonly ClusterStore _hub;
    private readonly string _user;
    private readonly ObjectKey _lease;
    private readonly TimeProvider _time;
    private readonly TimeSpan _lag;
    private readonly Lock _gate = new();
    private readonly Queue<(DateTimeOffset From, string? Epoch)> _coming = [];
    private string? _epoch;
    private int _refusals;

    /// <param name="user">The service's user name on the hub: nobody else is affected.</param>
    /// <param name="lag">How far the API server's copy of the Lease, the policy's parameter, is behind.</param>
    public EpochFence(ClusterStore hub, string user, ObjectKey lease, TimeProvider time, TimeSpan lag = default)
    {
        (_hub, _user, _lease, _time, _lag) = (hub, user, lease, time, lag);
        _epoch = EpochOf(hub.Get(KnownResources.Leases, lease));
        hub.Changed += Note;
        hub.Restored += ReadAnew;
    }

    /// <summary>How many writes were refused so far.</summary>
    public int Refusals => Volatile.Read(ref _refusals);

    /// <inheritdoc cref="WritePolicy"/>
    public string? Judge(WriteAttempt attempt)
    {
        if (attempt.User != _user || attempt.Resource.Group != ApiResources.Group) return null;
        var stamp = StampOf(attempt);
        var epoch = Current();
        if (stamp == epoch) return null;
        Interlocked.Increment(ref _refusals);
        var why = epoch is null
            ? "failed to configure binding: no params found for policy binding with `Deny` parameterNotFoundAction"
            : $"fedscaler.io/epoch {stamp} is not that of the Lease, {epoch}";
        return $"ValidatingAdmissionPolicy '{Name}' with binding '{Name}' denied request: {why}";
    }

    public void Dispose()
    {
        _hub.Changed -= Note;
        _hub.Restored -= ReadAnew;
    }

    private static string StampOf(WriteAttempt attempt) => attempt.Subresource == "status"
        ? (string?)attempt.Object["status"]?["epoch"] ?? ""
        : (string?)attempt.Object["metadata"]?["annotations"]?["fedscaler.io/epoch"] ?? "";

    private static string? EpochOf(JsonObject? lease) =>
        lease is null ? null : $"{(string?)lease["metadata"]?["uid"]}/{(int?)lease["spec"]?["leaseTransitions"] ?? 0}";

    private string? Current()
    {
        lock (_gate)
        {
            while (_coming.TryPeek(out var next) && next.From <= _time.GetUtcNow()) _epoch = _coming.Dequeue().Epoch;
            return _epoch;
        }
    }

    private void Note(StoreEvent change)
    {
        if (change.Resource != KnownResources.Leases || change.Key != _lease) return;
        Expect(change.Type == WatchEventType.Deleted ? null : EpochOf(change.Object));
    }

    private void ReadAnew() => Expect(EpochOf(_hub.Get(KnownResources.Leases, _lease)));

    private void Expect(string? epoch)
    {
        lock (_gate) _coming.Enqueue((_time.GetUtcNow() + _lag, epoch));
    }
}
