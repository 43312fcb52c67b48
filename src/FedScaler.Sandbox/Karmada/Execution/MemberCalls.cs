namespace FedScaler.Sandbox.Karmada.Execution;

/// <summary>Calls to members whose API servers may not answer: what they cost in time, and what Karmada says of them.</summary>
internal sealed class MemberCalls<TKey>(KarmadaContext context)
    where TKey : notnull
{
    /// <summary>Of Karmada's clients for members (client-go's default for discovery, pkg/util/membercluster_client.go).</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(32);

    private readonly Dictionary<TKey, DateTimeOffset> _hanging = [];

    /// <summary>When to come back for the answer, where the call would hang; null when there is one, good or bad.</summary>
    public DateTimeOffset? Begin(TKey key, KarmadaCluster member)
    {
        var time = member.Sandbox.Faults.BlackHole ? Timeout : Min(member.Sandbox.Faults.Delay, Timeout);
        if (time == TimeSpan.Zero) return null;
        if (!_hanging.TryGetValue(key, out var until)) _hanging[key] = until = context.Now + time;
        return context.Now < until ? until : null;
    }

    /// <summary>Why the call failed; null when it went well.</summary>
    public string? Try(TKey key, KarmadaCluster member, Action call)
    {
        _hanging.Remove(key);
        var server = member.Sandbox.Server;
        if (!server.IsListening) return $"dial tcp {server.Address.Authority}: connect: connection refused";
        if (member.Sandbox.Faults.RefuseConnections) return $"read tcp {server.Address.Authority}: read: connection reset by peer";
        if (!member.Answers || member.Sandbox.Faults.Delay >= Timeout) return "context deadline exceeded (Client.Timeout exceeded while awaiting headers)";
        try
        {
            call();
            return null;
        }
        catch (InvalidOperationException refusal)
        {
            return refusal.Message;
        }
    }

    public void Forget(TKey key) => _hanging.Remove(key);

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
