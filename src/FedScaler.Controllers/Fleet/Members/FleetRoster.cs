using System.Collections.Concurrent;
using System.Collections.Immutable;
using FedScaler.Controllers.Fleet.Caches;
using FedScaler.Kube.Client;
using Microsoft.Extensions.Logging;

namespace FedScaler.Controllers.Fleet.Members;

/// <summary>The members and their connections, and what is tracked in all of them.</summary>
/// <param name="route">What lies between us and all of them; null where nothing does.</param>
internal sealed class FleetRoster<TEntry>(FleetOptions options, FleetServices services, IMemberRoute? route = null) : IMemberRoster, IAsyncDisposable
    where TEntry : MemberEntry
{
    private readonly ConcurrentDictionary<string, TEntry> _entries = new();
    private readonly ConcurrentDictionary<Task, byte> _ending = new();
    private readonly ILogger _logger = services.Loggers.CreateLogger(FleetLog.Category);

    // Held while a connection comes or goes and while a target does, so that each connection tracks each target once.
    private readonly Lock _gate = new();
    private ImmutableArray<FleetMember> _members = [];

    /// <summary>Something that decisions rest on may have changed.</summary>
    public event Action<FleetChange>? Changed;

    /// <summary>A member is to be reconciled; the flag tells whether at once.</summary>
    public event Action<string, bool>? Due;

    public TrackedTargets Tracked { get; } = new();

    public ImmutableArray<FleetMember> Members
    {
        get
        {
            lock (_gate) return _members;
        }
    }

    public ICollection<string> Names => _entries.Keys;

    /// <inheritdoc/>
    public IEnumerable<MemberEntry> All => _entries.Values;

    public TEntry? Find(string name) => _entries.GetValueOrDefault(name);

    MemberEntry? IMemberRoster.Find(string name) => Find(name);

    /// <inheritdoc/>
    public MemberConnection FindWritable(string name)
    {
        if (options.ReadOnly) throw new InvalidOperationException($"this fleet only looks: nothing is written to {name}");
        services.Brake.State.ThrowIfOn();
        var entry = Find(name) ?? throw new HttpRequestException($"there is no member {name}");
        if (entry.Paused is not null) throw new InvalidOperationException($"member {name} is paused: nothing is written there");
        if (entry.TwinReason is { } twin) throw new InvalidOperationException($"member {name} is not written to: {twin}");
        return entry.Current ?? throw new HttpRequestException($"member {name} is not connected: {entry.View().Reason}");
    }

    /// <summary>The entry of that name, made where there is none yet; to be followed by <see cref="Refresh"/>.</summary>
    public TEntry GetOrAdd(string name, Func<TEntry> make) => _entries.GetOrAdd(name, static (_, make) => make(), make);

    public TEntry Replace(TEntry old, TEntry entry)
    {
        if (!_entries.TryUpdate(old.Name, entry, old)) return _entries[old.Name];
        CloseAll(old);
        return entry;
    }

    /// <summary>Takes out this very entry, never a later one of its name.</summary>
    public void Remove(TEntry entry)
    {
        if (!_entries.TryRemove(KeyValuePair.Create(entry.Name, entry))) return;
        CloseAll(entry);
        Refresh();
        if (services.Metrics is not null) Follow(entry.Name, ForgetAsync(entry.Name, [.. _ending.Keys]));
    }

    /// <summary>Starts a connection: beside the present one while that is of use, else in its place.</summary>
    public void Open(MemberEntry entry, IKubeClient client, ConnectionSource source)
    {
        var known = MemberHealth.Initial with { LastContact = entry.Health.LastContact, SilentSince = entry.Health.SilentSince };
        var connection = new MemberConnection(entry.Name, client, source, options, services, Tracked, known, route);
        connection.HealthChanged += _ => OnHealthChanged(entry);
        connection.Caches.Changed += target => Tell(entry, connection, target);
        connection.Caches.CapacityChanged += () => Due?.Invoke(entry.Name, false);
        lock (_gate)
        {
            foreach (var target in Tracked.All) connection.Caches.Track(target);
            entry.Refusal = null;
            End(entry.Name, entry.Next);
            var isOfUse = entry.Current is { Health.Phase: not MemberPhase.Replaced };
            entry.Next = isOfUse ? connection : null;
            if (!isOfUse)
            {
                Remember(entry);
                End(entry.Name, entry.Current);
                entry.Current = connection;
            }

            connection.Start();
        }
    }

    /// <summary>Puts a new connection in the old one's place once it is as good, so that nothing is unknown in between.</summary>
    public void PromoteIfReady(MemberEntry entry)
    {
        if (entry.Next is not { } next) return;
        var ready = next.Health.IsLive && next.Caches.AreRead;
        var overdue = services.Time.GetUtcNow() - next.StartedAt >= options.ReplacementPatience;
        if (!ready && !overdue) return;
        lock (_gate)
        {
            Remember(entry);
            var old = entry.Current;
            (entry.Current, entry.Next) = (entry.Next, null);
            End(entry.Name, old);
        }

        Changed?.Invoke(new FleetChange(entry.Name, null));
    }

    public void CloseAll(MemberEntry entry)
    {
        lock (_gate)
        {
            End(entry.Name, entry.Current);
            End(entry.Name, entry.Next);
            (entry.Current, entry.Next) = (null, null);
        }
    }

    /// <summary>Tracks a target until the result is disposed.</summary>
    public IDisposable Follow(TargetRef target)
    {
        Track(target);
        return new Tracking(this, target);
    }

    private void Track(TargetRef target)
    {
        lock (_gate)
        {
            if (!Tracked.Add(target)) return;
            foreach (var connection in _entries.Values.SelectMany(e => e.Connections)) connection.Caches.Track(target);
        }
    }

    private void Untrack(TargetRef target)
    {
        lock (_gate)
        {
            if (!Tracked.Remove(target)) return;
            foreach (var entry in _entries.Values)
            {
                foreach (var connection in entry.Connections) Follow(entry.Name, connection.Caches.UntrackAsync(target));
            }
        }
    }

    /// <summary>Makes the members' view anew, and tells of those whose view changed.</summary>
    public void Refresh()
    {
        ImmutableArray<FleetMember> before, after;
        List<string> turned;
        lock (_gate)
        {
            before = _members;
            turned = TellTwinsApart();
            after = _members = [.. _entries.Values.Select(e => e.View()).OrderBy(m => m.Name, StringComparer.Ordinal)];
        }

        foreach (var change in FleetChanges.Between(before, after)) Changed?.Invoke(change);
        foreach (var name in turned) Due?.Invoke(name, true);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var entry in _entries.Values) CloseAll(entry);
        await Task.WhenAll(_ending.Keys);
    }

    /// <summary>Of several names for one cluster the one that was declared first is it. Returns those of which that is news.</summary>
    private List<string> TellTwinsApart()
    {
        var turned = new List<string>();
        var first = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in _entries.Values.OrderBy(static e => e.DeclaredAt).ThenBy(static e => e.Name, StringComparer.Ordinal))
        {
            var twin = entry.Refusal is null && entry.ClusterUid is { } uid && !first.TryAdd(uid, entry.Name) ? first[uid] : null;
            if (entry.Twin == twin) continue;
            entry.Twin = twin;
            turned.Add(entry.Name);
        }

        return turned;
    }

    private void OnHealthChanged(MemberEntry entry)
    {
        Refresh();
        Due?.Invoke(entry.Name, true);
    }

    // The connection in waiting is not looked at yet: its news is that it may be ready.
    private void Tell(MemberEntry entry, MemberConnection connection, TargetRef? target)
    {
        if (entry.Next == connection) Due?.Invoke(entry.Name, false);
        else Changed?.Invoke(new FleetChange(entry.Name, target));
    }

    private static void Remember(MemberEntry entry) => entry.Last = entry.Health with { Phase = MemberPhase.Connecting };

    /// <summary>A connection's last words are counted, too: its series go when it has ended, unless there is another of its name by then.</summary>
    private async Task ForgetAsync(string member, Task[] ending)
    {
        await Task.WhenAll(ending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (Find(member) is null) services.Metrics?.Leave(member);
    }

    // Not waited for: a member that hangs while it is left must not hold up anything.
    private void End(string member, MemberConnection? connection)
    {
        if (connection is not null) Follow(member, Task.Run(async () => await connection.DisposeAsync()));
    }

    private void Follow(string member, Task work)
    {
        _ending[work] = 0;
        _ = ObserveAsync();

        async Task ObserveAsync()
        {
            try
            {
                await work;
            }
            catch (Exception error)
            {
                FleetLog.EndedBadly(_logger, error, member);
            }

            _ending.TryRemove(work, out _);
        }
    }

    private sealed class Tracking(FleetRoster<TEntry> roster, TargetRef target) : IDisposable
    {
        private int _disposed;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _disposed, 1) == 0) roster.Untrack(target);
        }
    }
}
