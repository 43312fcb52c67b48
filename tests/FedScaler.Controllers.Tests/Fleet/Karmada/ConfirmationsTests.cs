using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.Fleet.Karmada;
using FedScaler.Controllers.Tests.Fleet.Karmada.Support;
using FedScaler.Controllers.Tests.Support;
using FedScaler.Runtime.Observation;
using FedScaler.Sandbox.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace FedScaler.Controllers.Tests.Fleet.Karmada;

public sealed class ConfirmationsTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly SimulatedTimeProvider _clock = new(new DateTimeOffset(2026, 11, 22, 8, 0, 0, TimeSpan.Zero));
    private readonly Confirmations _confirmations;
    private bool _isSo;

    public ConfirmationsTests() => _confirmations = new Confirmations(new FleetServices(_clock, NullLoggerFactory.Instance, new RecordedEvents()));

    [Fact]
    public async Task A_change_in_the_member_ends_the_wait_and_the_limit_does()
    {
        var first = WaitAsync("fedhpa", "a");
        _confirmations.Note(new FleetChange("b", KarmadaUnderTest.Web));
        first.IsCompleted.ShouldBeFalse();
        _isSo = true;
        _confirmations.Note(new FleetChange("a", KarmadaUnderTest.Web));
        (await first).ShouldBeTrue();

        _isSo = false;
        var second = WaitAsync("fedhpa", "a");
        _clock.AdvanceTo(_clock.GetUtcNow() + Limit);
        (await second).ShouldBeFalse();
        Waiting.ShouldBe(0);
    }

    /// <summary>Or a clock that moves only when all wait would not move: a ScaleIn and the FedHPA of its target may wait at one time.</summary>
    [Fact]
    public async Task A_worker_that_waits_for_several_members_is_one_and_that_of_another_writer_is_another()
    {
        var all = new[] { WaitAsync("fedhpa", "a"), WaitAsync("fedhpa", "b"), WaitAsync("scalein", "b") };
        Waiting.ShouldBe(2);
        _clock.AdvanceTo(_clock.GetUtcNow() + Limit);
        (await Task.WhenAll(all)).ShouldAllBe(static so => !so);
        Waiting.ShouldBe(0);
    }

    public void Dispose() => _confirmations.Dispose();

    private int Waiting => ((IBackgroundWork)_confirmations).Behind;

    private Task<bool> WaitAsync(string writer, string member) =>
        _confirmations.WaitAsync(writer, member, KarmadaUnderTest.Web, () => _isSo, Limit, TestContext.Current.CancellationToken);
}
