using FedScaler.Runtime.Informers;
using FedScaler.Runtime.Observation;
using FedScaler.Sandbox.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace FedScaler.Runtime.Tests.Support;

/// <summary>An informer of a <see cref="WidgetServer"/>, on a stepped clock, and everything that it told.</summary>
internal sealed class RunningInformer : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<InformerChange<Widget>> _changes = [];
    private Task _run = Task.CompletedTask;

    public RunningInformer(InformerOptions<Widget>? options = null, double draw = 0, WidgetServer? server = null)
    {
        Server = server ?? new WidgetServer();
        Informer = new Informer<Widget>(Server, options ?? Widget.Options(), Time, NullLogger.Instance, activity: Activity, random: new FixedRandom(draw));
        Informer.Subscribe(change =>
        {
            lock (_changes) _changes.Add(change);
        });
    }

    public SimulatedTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public ActivityRegistry Activity { get; } = new();

    public WidgetServer Server { get; }

    public Informer<Widget> Informer { get; }

    public InformerStatus Status => Informer.Status;

    public IReadOnlyList<InformerChange<Widget>> Changes
    {
        get
        {
            lock (_changes) return [.. _changes];
        }
    }

    public string Names => string.Join(' ', Informer.Items.Select(w => w.Name).Order(StringComparer.Ordinal));

    /// <summary>Changes as "+name", "~name", "-name".</summary>
    public string Told => string.Join(' ', Changes.Select(c => $"{"+~-"[(int)c.Kind]}{c.Object.Name}"));

    public RunningInformer Start()
    {
        _run = Informer.RunAsync(_stop.Token);
        return this;
    }

    public async Task<RunningInformer> StartSyncedAsync()
    {
        Start();
        // The version comes last: by then everybody has been told what the list brought.
        await Wait.UntilAsync(() => Status is { Synced: true, ResourceVersion: not null } && Server.OpenWatches == 1, "the first list and its watch");
        return this;
    }

    /// <summary>Until the cache has all that the server has.</summary>
    public Task CaughtUpAsync() => Wait.UntilAsync(() => Status.ResourceVersion == $"{Server.Revision}", $"version {Server.Revision}");

    /// <summary>Until it waits for the clock; returns for how long.</summary>
    public async Task<TimeSpan> PausedAsync()
    {
        await Wait.UntilAsync(() => Status.Phase == InformerPhase.BackingOff && Time.NextDue is not null, "a pause");
        return Time.NextDue!.Value - Time.GetUtcNow();
    }

    /// <summary>Moves the clock on from pause to pause.</summary>
    public Task StepUntilAsync(Func<bool> condition) => Wait.UntilAsync(() =>
    {
        if (condition()) return true;
        if (Status.Phase == InformerPhase.BackingOff && Time.NextDue is { } due) Time.AdvanceTo(due);
        return condition();
    });

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(_run.IsCompletedSuccessfully ? Task.FromCanceled(_stop.Token) : _run);
        _stop.Dispose();
    }
}
