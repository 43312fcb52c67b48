using FedScaler.Runtime.Leadership;
using FedScaler.Runtime.Tests.Leadership.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace FedScaler.Runtime.Tests.Leadership;

public sealed class LeaseLeadershipTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_released_lease_is_taken_at_once_and_counts_one_more()
    {
        await using var election = new Election();
        var one = await election.BeginAsync("one");

        election.Server.Holder.ShouldBe("one");
        ((int?)election.Server.Spec!["leaseTransitions"]).ShouldBe(8);
        ((int?)election.Server.Spec["leaseDurationSeconds"]).ShouldBe(15);
        one.Epoch.ShouldBe("lease-1/8");
        one.IsWorking.ShouldBeTrue();
    }

    [Fact]
    public async Task Where_there_is_no_lease_it_is_made_after_as_long_as_a_leader_could_still_believe_in_one()
    {
        await using var election = new Election();
        var one = await election.AddAsync("one");

        await election.StepAsync(14.9);
        one.MayWrite.ShouldBeFalse();
        await election.StepAsync(0.2);
        one.Epoch.ShouldBe("lease-1/0");
    }

    [Fact]
    public async Task A_leader_that_is_killed_is_followed_a_lease_duration_after_its_last_renewal()
    {
        await using var election = new Election();
        var one = await election.BeginAsync("one");
        var two = await election.AddAsync("two");
        await election.StepAsync(30);
        one.MayWrite.ShouldBeTrue();

        one.Freeze();
        await election.StepAsync(14.9);
        two.MayWrite.ShouldBeFalse();
        await election.StepAsync(2.1);
        two.Epoch.ShouldBe("lease-1/9");
    }

    [Fact]
    public async Task A_leader_that_was_stopped_past_its_lease_writes_nothing_when_it_goes_on_and_ends()
    {
        await using var election = new Election();
        var one = await election.BeginAsync("one");
        var two = await election.AddAsync("two");
        one.Freeze();
        await election.StepAsync(60);
        two.MayWrite.ShouldBeTrue();

        // Before any of its timers has fired.
        one.Clock.Continue();
        one.MayWrite.ShouldBeFalse();
        one.Thaw();
        await election.StepAsync(1);
        await Should.ThrowAsync<LeadershipLostException>(one.Run);
        one.IsWorking.ShouldBeFalse();
        two.MayWrite.ShouldBeTrue();
    }

    [Fact]
    public async Task On_a_stop_the_work_ends_first_then_the_lease_is_released_and_the_other_leads_without_a_wait()
    {
        await using var election = new Election();
        var one = await election.BeginAsync("one");
        var two = await election.AddAsync("two");
        one.HoldWork();
        one.Stop();
        // It takes longer than a lease: meanwhile nobody else may lead.
        await election.StepAsync(40);
        one.MayWrite.ShouldBeTrue();
        election.Server.Holder.ShouldBe("one");

        one.LetWorkEnd();
        await one.Run;
        await election.SettleAsync();
        two.Epoch.ShouldBe("lease-1/9");
        var released = election.Server.History[^2]!["spec"]!;
        ((string?)released["holderIdentity"]).ShouldBe("");
        ((int?)released["leaseDurationSeconds"]).ShouldBe(1);
        ((int?)released["leaseTransitions"]).ShouldBe(8);
    }

    [Fact]
    public async Task A_release_does_not_touch_what_another_holds()
    {
        await using var election = new Election();
        var one = await election.BeginAsync("one");
        var two = await election.AddAsync("two");
        one.Freeze();
        await election.StepAsync(20);
        two.MayWrite.ShouldBeTrue();

        one.Stop();
        one.Thaw();
        await election.StepAsync(1);
        election.Server.Holder.ShouldBe("two");
        two.MayWrite.ShouldBeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_leader_that_cannot_renew_stops_writing_at_the_deadline_and_ends(bool hangs)
    {
        await using var election = new Election();
        var one = await election.BeginAsync("one");
        if (hangs) one.Client.Hold();
        else one.Client.IsCut = true;

        await election.StepAsync(9.9);
        one.MayWrite.ShouldBeTrue();
        await election.StepAsync(0.1);
        one.MayWrite.ShouldBeFalse();
        (await Should.ThrowAsync<LeadershipLostException>(one.Run)).Message.ShouldContain("not renewed for 10 s");
        one.IsWorking.ShouldBeFalse();
    }

    [Fact]
    public async Task Errors_shorter_than_the_deadline_lose_nothing()
    {
        await using var election = new Election();
        var one = await election.BeginAsync("one");
        var two = await election.AddAsync("two");
        for (var i = 0; i < 10; i++)
        {
            one.Client.IsCut = true;
            await election.StepAsync(7);
            one.Client.IsCut = false;
            await election.StepAsync(3);
        }

        one.Epoch.ShouldBe("lease-1/8");
        two.MayWrite.ShouldBeFalse();
    }

    [Fact]
    public async Task A_write_whose_answer_was_lost_is_known_again()
    {
        await using var election = new Election();
        var one = await election.BeginAsync("one");
        one.Client.LosesAnswers = true;
        await election.StepAsync(5);
        one.Client.LosesAnswers = false;
        await election.StepAsync(20);
        one.Epoch.ShouldBe("lease-1/8");

        one.Stop();
        await one.Run;
        var two = new Candidate(election.Server, election.Time, "two") { Client = { LosesAnswers = true } };
        election.Candidates.Add(two);
        await election.StepAsync(3);
        two.Client.LosesAnswers = false;
        await election.StepAsync(3);
        two.Epoch.ShouldBe("lease-1/9");
    }

    [Fact]
    public async Task The_leases_own_duration_counts_and_not_the_candidates()
    {
        await using var election = new Election();
        await election.BeginAsync("short-lived");
        await election.EndAsync(election.Candidates[0]);
        var one = await election.AddAsync("one", static options => options with { LeaseDuration = TimeSpan.FromSeconds(60), RenewDeadline = TimeSpan.FromSeconds(50) });
        var two = await election.AddAsync("two");
        one.Freeze();
        await election.StepAsync(59);
        two.MayWrite.ShouldBeFalse();
        await election.StepAsync(3.5);
        two.MayWrite.ShouldBeTrue();
    }

    [Fact]
    public async Task Clocks_an_hour_apart_make_no_difference()
    {
        await using var election = new Election();
        await election.BeginAsync("one");
        var behind = await election.AddAsync("behind", wallClockOffset: -Hour);
        var ahead = await election.AddAsync("ahead", wallClockOffset: Hour);
        await election.StepAsync(60);
        election.Leader!.Identity.ShouldBe("one");

        election.Candidates[0].Stop();
        await election.StepAsync(0.1);
        var next = election.Leader.ShouldNotBeNull();
        await election.StepAsync(60);
        election.Leader.ShouldBe(next);
        next.Freeze();
        await election.StepAsync(17.5);
        election.Leader.ShouldBe(next == behind ? ahead : behind);
    }

    [Fact]
    public async Task A_leader_whose_work_ends_releases_the_lease()
    {
        await using var election = new Election();
        await election.BeginAsync("one");
        await election.EndAsync(election.Candidates[0]);
        using var stop = new CancellationTokenSource();
        var leadership = new LeaseLeadership(
            new LeaseClient(election.Server), new ElectionOptions(LeaseServer.Namespace, LeaseServer.Name, "worker"), election.Time, NullLogger.Instance);

        await Should.ThrowAsync<InvalidOperationException>(leadership.RunAsync(static _ => throw new InvalidOperationException("broken"), stop.Token));
        election.Server.Holder.ShouldBe("");
        leadership.IsLeader.ShouldBeFalse();
    }

    [Theory]
    [InlineData(10, 10, 2)]
    [InlineData(15, 2, 2)]
    [InlineData(15, 10, 0)]
    [InlineData(15.5, 10, 2)]
    public void Times_that_do_not_fit_each_other_are_refused(double lease, double deadline, double retry)
    {
        var options = new ElectionOptions("a", "b", "c") { LeaseDuration = TimeSpan.FromSeconds(lease), RenewDeadline = TimeSpan.FromSeconds(deadline), RetryPeriod = TimeSpan.FromSeconds(retry) };
        Should.Throw<ArgumentException>(() => new LeaseLeadership(new LeaseClient(new LeaseServer()), options, TimeProvider.System, NullLogger.Instance));
    }
}
