using FedScaler.Controllers.Fleet.Members;

namespace FedScaler.Controllers.Tests.Fleet.Members;

public sealed class MemberHealthTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly MemberHealth Live = MemberHealth.Initial.Identified("a", null).Succeeded(Start, followed: true, probesToReturn: 3);

    [Fact]
    public void The_first_good_probe_makes_a_new_connection_live() => Live.Phase.ShouldBe(MemberPhase.Live);

    [Fact]
    public void It_takes_two_bad_answers_or_one_that_never_came()
    {
        var once = Live.Failed(Start.AddSeconds(4), lasting: false, "Unreachable", "refused");
        once.IsLive.ShouldBeTrue();
        once.Failed(Start.AddSeconds(5), lasting: false, "Unreachable", "refused").IsLive.ShouldBeFalse();
        Live.Failed(Start.AddSeconds(8), lasting: true, "TimedOut", "no answer").IsLive.ShouldBeFalse();
    }

    [Fact]
    public void A_silence_begins_with_the_last_contact_and_lasts_until_it_is_over()
    {
        var silent = Live.Failed(Start.AddSeconds(8), true, "TimedOut", "no answer");
        silent.SilentSince.ShouldBe(Start);
        var again = silent.Succeeded(Start.AddSeconds(60), true, 3).Failed(Start.AddSeconds(64), true, "TimedOut", "no answer");
        again.Phase.ShouldBe(MemberPhase.Silent);
        again.SilentSince.ShouldBe(Start);
    }

    [Fact]
    public void While_nobody_can_be_heard_no_time_of_silence_runs_and_then_it_begins_anew()
    {
        var cutOff = Live.Failed(Start.AddSeconds(8), true, "TimedOut", "no answer").CutOff(lasting: true, "the proxy is away");
        (cutOff.Phase, cutOff.IsCutOff, cutOff.SilentSince).ShouldBe((MemberPhase.Silent, true, null));
        var silent = cutOff.Failed(Start.AddMinutes(10), true, "TimedOut", "no answer");
        (silent.IsCutOff, silent.SilentSince).ShouldBe((false, Start.AddMinutes(10)));
        Live.CutOff(lasting: false, "the proxy is away").IsLive.ShouldBeTrue();
    }

    [Fact]
    public void A_bad_probe_on_the_way_back_starts_the_count_anew()
    {
        var health = Live.Failed(Start, true, "TimedOut", "");
        health = health.Succeeded(Start, true, 3).Succeeded(Start, true, 3).Failed(Start, false, "NotReady", "");
        health = health.Succeeded(Start, true, 3).Succeeded(Start, true, 3);
        health.IsLive.ShouldBeFalse();
        health.Succeeded(Start, true, 3).IsLive.ShouldBeTrue();
    }

    [Fact]
    public void Watches_that_do_not_follow_keep_it_from_being_believed_and_are_given_up_in_the_end()
    {
        var health = Live.Failed(Start, true, "TimedOut", "");
        for (var i = 0; i < 4; i++) health = health.Succeeded(Start, followed: false, probesToReturn: 3);
        health.Phase.ShouldBe(MemberPhase.Returning);
        health.Succeeded(Start, followed: false, probesToReturn: 3).Phase.ShouldBe(MemberPhase.Hung);
    }

    [Fact]
    public void Another_uid_is_another_cluster_for_good()
    {
        var other = Live.Identified("b", null);
        other.Phase.ShouldBe(MemberPhase.Replaced);
        other.Succeeded(Start, true, 3).Phase.ShouldBe(MemberPhase.Replaced);
        other.Failed(Start, true, "TimedOut", "").Phase.ShouldBe(MemberPhase.Replaced);
    }
}
