using System.Collections.Immutable;
using FedScaler.Api.CronHpas;
using FedScaler.Core.Scheduling;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.CronHpas;

/// <summary>
/// What the controller remembers of one CronHPA between reconciles, and may lose: what was decided on is in the status. Only
/// the reconcile of its key changes it; metrics read it at any time.
/// </summary>
internal sealed class CronHpaMemory(string uid, TimeProvider time)
{
    private long? _waitingSince;
    private CronHpa? _written;

    /// <summary>Uid of the CronHPA that this is about: one of the same name that comes later starts with nothing.</summary>
    public string Uid => uid;

    public OwnWrite OwnWrite { get; } = new(time);

    public ToldConditions Told { get; } = new();

    public ScheduleTarget Target { get; private set; }

    /// <summary>Its rules in force.</summary>
    public ImmutableArray<ScheduleWindow> Active { get; private set; } = [];

    /// <summary>When one of its rules begins or ends next.</summary>
    public DateTimeOffset? Next { get; private set; }

    /// <summary>What the hub answered to our last write stands until the cache has it, be that cache cut off for minutes: what was put down once is not put down again.</summary>
    public CronHpa Newest(CronHpa cached, IInformer cache)
    {
        if (_written is not { } written) return cached;
        if (!cache.HasSeen(cached.Metadata.Key, written.Metadata.ResourceVersion ?? "")) return cached with { Status = written.Status };
        _written = null;
        return cached;
    }

    public void NoteWritten(CronHpa written) => _written = written;

    public void Note(ScheduleTarget target, ImmutableArray<ScheduleWindow> active, DateTimeOffset? next) => (Target, Active, Next) = (target, active, next);

    /// <summary>Whether what the target has yet to take in has been waited for as long as this, counted from the first question.</summary>
    public bool HasWaited(TimeSpan patience, out TimeSpan left)
    {
        left = patience - time.GetElapsedTime(_waitingSince ??= time.GetTimestamp());
        return left <= TimeSpan.Zero;
    }

    public void StopWaiting() => _waitingSince = null;
}
