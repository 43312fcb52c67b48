using System.Collections.Concurrent;
using FedScaler.Kube.Models;
using FedScaler.Runtime.Informers;

namespace FedScaler.Controllers.Fleet.Karmada.Shares;

/// <summary>Since when a member has not had what a Work says. Short, that is the way of things; long, something is wrong.</summary>
/// <param name="patience">After which it is told.</param>
internal sealed class Unsettled(TimeProvider time, TimeSpan patience)
{
    /// <summary>After which it is first tried to mend it. Karmada applies what it notices within a second, and says so where it cannot.</summary>
    public static readonly TimeSpan FirstRemedy = TimeSpan.FromSeconds(10);

    /// <summary>Between two tries at most; each is twice as long after the one before.</summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<ObjectKey, Case> _cases = new();

    /// <summary>Raised when one is found, with the member.</summary>
    public event Action<string>? Found;

    /// <summary>Raised when one has been so for long, with the member.</summary>
    public event Action<string>? Lasts;

    /// <summary>Whether it has not been so for long.</summary>
    public bool IsFresh(WorkRecord work)
    {
        var now = time.GetUtcNow();
        var found = new Case(work.Uid, work.Wish, now, now + FirstRemedy, FirstRemedy);
        var known = _cases.AddOrUpdate(work.Key, found, (_, before) => before.IsOf(work) ? before : found);
        if (ReferenceEquals(known, found)) Found?.Invoke(work.Member);
        return now - known.Since < patience;
    }

    /// <summary>A Work that is gone is nobody's case any more.</summary>
    public void Note(InformerChange<WorkRecord> change)
    {
        if (change.New is null) Settle(change.Object);
    }

    public void Settle(WorkRecord work) => _cases.TryRemove(work.Key, out _);

    /// <summary>Whether it is time to do something about it; once it is, it is not again for a while.</summary>
    public bool TakeTurn(WorkRecord work)
    {
        var now = time.GetUtcNow();
        if (Find(work) is not { } known || now < known.Due) return false;
        var pause = known.Pause * 2 < LongestPause ? known.Pause * 2 : LongestPause;
        return _cases.TryUpdate(work.Key, known with { Due = now + pause, Pause = pause }, known);
    }

    /// <summary>How long until it is to be looked at again; null where it is nothing of that kind. Tells of it once it has lasted.</summary>
    public TimeSpan? Wait(WorkRecord work)
    {
        if (Find(work) is not { } known) return null;
        var (now, lasting) = (time.GetUtcNow(), known.Since + patience);
        if (now >= lasting && !known.Told && _cases.TryUpdate(work.Key, known with { Told = true }, known)) Lasts?.Invoke(work.Member);
        var next = now < lasting && lasting < known.Due ? lasting : known.Due;
        return next > now ? next - now : TimeSpan.Zero;
    }

    private Case? Find(WorkRecord work) => _cases.TryGetValue(work.Key, out var known) && known.IsOf(work) ? known : null;

    /// <param name="Wish">Not its version, which moves with its status, and with a remedy.</param>
    /// <param name="Pause">Before <paramref name="Due"/>.</param>
    private sealed record Case(string Uid, ShareWish Wish, DateTimeOffset Since, DateTimeOffset Due, TimeSpan Pause)
    {
        public bool Told { get; init; }

        public bool IsOf(WorkRecord work) => Uid == work.Uid && Wish == work.Wish;
    }
}
