using System.Collections.Concurrent;

namespace FedScaler.Sandbox.ApiServer.Forwarding;

/// <summary>The forwarded calls that a server has a part in at this moment.</summary>
internal sealed class ForwardedCalls
{
    private readonly ConcurrentDictionary<ForwardedCall, bool> _open = new(ReferenceEqualityComparer.Instance);

    public void Add(ForwardedCall call) => _open[call] = true;

    public void Remove(ForwardedCall call) => _open.TryRemove(call, out _);

    /// <summary>Breaks all of them, as a server's death breaks its connections.</summary>
    public void Abort()
    {
        foreach (var (call, _) in _open) call.Abort();
    }

    /// <summary>Whatever watches over them hears nothing more.</summary>
    public void Silence()
    {
        foreach (var (call, _) in _open) call.IsSilent = true;
    }
}
