using FedScaler.Hosting.Federations;
using FedScaler.Runtime.Health;
using FedScaler.Sandbox.Time;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.Hosting.Federations;

public sealed class FederationChooserTests
{
    private readonly SimulatedTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly HealthState _health = new();

    [Theory]
    [InlineData(FederationKind.Direct)]
    [InlineData(FederationKind.Karmada)]
    public async Task What_it_is_told_it_takes_and_asks_nobody(FederationKind told) =>
        (await Chooser(new ScriptedHub()).ChooseAsync(told, TestContext.Current.CancellationToken)).ShouldBe(told);

    [Fact]
    public async Task A_hub_that_cannot_be_asked_is_asked_again_and_readiness_says_why_meanwhile()
    {
        var hub = new ScriptedHub().Answer("/readyz", "ok")
            .Fail("/apis", new HttpRequestException("connection refused"))
            .Fail("/apis", ScriptedHub.Refusal(503, "etcd is away"))
            .Answer("/apis", ScriptedHub.Groups("cluster.karmada.io"))
            .Answer("/apis", ScriptedHub.Groups("cluster.karmada.io", "work.karmada.io"));
        using var chooser = Chooser(hub);
        var choice = chooser.ChooseAsync(null, TestContext.Current.CancellationToken);

        await PausesAsync(1, "connection refused");
        _time.Advance(TimeSpan.FromSeconds(1));
        await PausesAsync(2, "etcd is away");
        _time.Advance(TimeSpan.FromSeconds(2));
        await PausesAsync(4, "and not work.karmada.io");
        choice.IsCompleted.ShouldBeFalse();
        _time.Advance(TimeSpan.FromSeconds(4));
        (await choice.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, TestContext.Current.CancellationToken)).ShouldBe(FederationKind.Karmada);
        _health.Check(HealthKind.Readiness).Healthy.ShouldBeFalse("what was chosen has no checks of its own yet");
        chooser.Dispose();
        _health.Check(HealthKind.Readiness).Healthy.ShouldBeTrue();
    }

    [Fact]
    public async Task It_stops_asking_when_it_is_told_to()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var chooser = Chooser(new ScriptedHub().Fail("/readyz", new HttpRequestException("gone")));
        var choice = chooser.ChooseAsync(null, stop.Token);

        await stop.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => choice);
    }

    /// <summary>Waits until it waits itself, for that long and for that reason, and the service is not ready.</summary>
    private async Task PausesAsync(int seconds, string reason)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        while (_time.NextDue != _time.GetUtcNow() + TimeSpan.FromSeconds(seconds) || !_health.Check(HealthKind.Readiness).Text.Contains(reason, StringComparison.Ordinal))
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System, patience.Token);
        _health.Check(HealthKind.Readiness).Healthy.ShouldBeFalse();
    }

    private FederationChooser Chooser(ScriptedHub hub) => new(hub, _health, _time, NullLogger.Instance);
}
