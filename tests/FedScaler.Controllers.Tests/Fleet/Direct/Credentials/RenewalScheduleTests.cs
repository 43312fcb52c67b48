using FedScaler.Controllers.Fleet.Direct.Credentials;
using FedScaler.Controllers.Fleet.Members;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Tests.Fleet.Direct.Credentials;

public sealed class RenewalScheduleTests
{
    private static readonly DateTimeOffset Issued = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly BoundToken Week = new(new ObjectKey("ns", "name"), Issued, Issued.AddHours(168));

    [Fact]
    public void A_token_is_due_when_half_of_its_life_is_over_and_before_two_thirds_are()
    {
        for (var i = 0; i < 1000; i++)
        {
            var due = RenewalSchedule.DueAt(Week, $"member-{i}");
            due.ShouldBeInRange(Issued.AddHours(84), Issued.AddHours(168 * 0.6));
            RenewalSchedule.DueAt(Week, $"member-{i}").ShouldBe(due);
        }
    }

    [Fact]
    public void Members_that_were_registered_at_once_are_not_renewed_at_once()
    {
        var hours = Enumerable.Range(0, 100).Select(static i => (int)(RenewalSchedule.DueAt(Week, $"member-{i}") - Issued).TotalHours).ToList();

        // 17 hours to spread over: no hour has more than a fifth of a hundred members.
        hours.GroupBy(static hour => hour).Max(static group => group.Count()).ShouldBeLessThan(20);
    }

    [Fact]
    public void Before_it_is_due_it_is_waited_for_and_after_its_end_it_is_too_late()
    {
        var due = RenewalSchedule.DueAt(Week, "idc-a");

        RenewalSchedule.Decide(Week, "idc-a", Issued).ShouldBe(new RenewalStep.Wait(due - Issued));
        RenewalSchedule.Decide(Week, "idc-a", due - TimeSpan.FromSeconds(1)).ShouldBe(new RenewalStep.Wait(TimeSpan.FromSeconds(1)));
        RenewalSchedule.Decide(Week, "idc-a", due).ShouldBeOfType<RenewalStep.Renew>();
        RenewalSchedule.Decide(Week, "idc-a", Week.ExpiresAt - TimeSpan.FromSeconds(1)).ShouldBeOfType<RenewalStep.Renew>();
        RenewalSchedule.Decide(Week, "idc-a", Week.ExpiresAt).ShouldBeOfType<RenewalStep.TooLate>();
    }

    [Fact]
    public void Failures_are_tried_again_ever_more_slowly_but_never_so_slowly_that_the_end_comes_first()
    {
        var left = TimeSpan.FromHours(80);

        Enumerable.Range(1, 7).Select(failures => RenewalSchedule.Backoff(failures, left).TotalSeconds).ShouldBe([30, 60, 120, 240, 480, 600, 600]);
        RenewalSchedule.Backoff(100, left).ShouldBe(TimeSpan.FromMinutes(10));
        RenewalSchedule.Backoff(7, TimeSpan.FromMinutes(10)).ShouldBe(TimeSpan.FromMinutes(1));
        RenewalSchedule.Backoff(7, TimeSpan.Zero).ShouldBe(TimeSpan.FromSeconds(10));
    }
}
