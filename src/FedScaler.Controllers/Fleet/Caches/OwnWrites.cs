using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Fleet.Caches;

/// <summary>Our own writes to one member that its caches have not shown yet. Nothing is waited for longer than the options say.</summary>
internal sealed class OwnWrites(MemberScope scope)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TargetRef, List<Expectation>> _open = [];

    /// <summary>A write that the cache has when it is as new as the mark.</summary>
    public void Expect(TargetRef target, IMemberCache cache, ObjectKey key, string resourceVersion)
    {
        var mark = cache.Informer.Mark(key, resourceVersion);
        Add(target, new Expectation($"{cache.Informer.Resource} {key}", scope.Time.GetUtcNow(), () => cache.Informer.HasSeen(mark)));
    }

    /// <summary>A deletion, which the cache has when the object is no longer in it.</summary>
    public void ExpectGone(TargetRef target, IMemberCache cache, ObjectKey key, Func<bool> isGone) =>
        Add(target, new Expectation($"{cache.Informer.Resource} {key}", scope.Time.GetUtcNow(), isGone));

    /// <summary>The object whose write is not visible yet; null when all are.</summary>
    public string? FindUnseen(TargetRef target)
    {
        lock (_gate)
        {
            if (!_open.TryGetValue(target, out var expectations)) return null;
            expectations.RemoveAll(static e => e.Seen());
            if (expectations.Count == 0) _open.Remove(target);
            // One that is overdue is kept until all who follow the target have been told that it can be looked at again.
            return expectations.Find(e => !IsOverdue(e))?.What;
        }
    }

    /// <summary>Gives up what has been waited for too long; returns the targets that can be looked at again.</summary>
    public IReadOnlyList<TargetRef> GiveUpOverdue()
    {
        var freed = new List<TargetRef>();
        lock (_gate)
        {
            foreach (var (target, expectations) in _open)
            {
                foreach (var overdue in expectations.Where(e => IsOverdue(e) && !e.Seen()))
                {
                    FleetLog.OwnWriteNotSeen(scope.Services.Loggers.CreateLogger(FleetLog.Category), scope.Member, overdue.What);
                    freed.Add(target);
                }

                expectations.RemoveAll(e => e.Seen() || IsOverdue(e));
            }

            foreach (var done in _open.Where(o => o.Value.Count == 0).Select(o => o.Key).ToList()) _open.Remove(done);
        }

        return freed;
    }

    private bool IsOverdue(Expectation expectation) => scope.Time.GetUtcNow() - expectation.Since >= scope.Options.OwnWriteMaxAge;

    private void Add(TargetRef target, Expectation expectation)
    {
        lock (_gate)
        {
            if (!_open.TryGetValue(target, out var expectations)) _open[target] = expectations = [];
            expectations.Add(expectation);
        }
    }

    private sealed record Expectation(string What, DateTimeOffset Since, Func<bool> Seen);
}
