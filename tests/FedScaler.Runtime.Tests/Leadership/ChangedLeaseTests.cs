using System.Text.Json.Nodes;
using FedScaler.Runtime.Leadership;
using FedScaler.Runtime.Tests.Leadership.Support;

namespace FedScaler.Runtime.Tests.Leadership;

/// <summary>Somebody else than its holder deletes, changes or restores the Lease.</summary>
public sealed class ChangedLeaseTests
{
    [Fact]
    public async Task A_lease_that_is_deleted_is_made_anew_by_its_holder_and_by_nobody_else()
    {
        await using var election = new Election();
        var one = await election.BeginAsync("one");
        var two = await election.AddAsync("two");
        election.Server.Delete();
        await election.SettleAsync();
        one.Epoch.ShouldBe("lease-2/0");
        two.MayWrite.ShouldBeFalse();

        one.Freeze();
        election.Server.Delete();
        await election.StepAsync(14.9);
        two.MayWrite.ShouldBeFalse();
        await election.StepAsync(2.2);
        two.Epoch.ShouldBe("lease-3/0");
    }

    [Fact]
    public async Task A_change_that_says_nothing_of_who_leads_is_no_sign_of_life_and_no_loss()
    {
        await using var election = new Election();
        var one = await election.BeginAsync("one");
        var two = await election.AddAsync("two");
        for (var i = 0; i < 5; i++)
        {
            election.Server.Patch(new() { ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["seen"] = $"{i}" } } });
            await election.StepAsync(2);
        }

        one.Epoch.ShouldBe("lease-1/8");
        one.Freeze();
        for (var i = 0; i < 17; i++)
        {
            election.Server.Patch(new() { ["metadata"] = new JsonObject { ["labels"] = new JsonObject { ["seen"] = $"x{i}" } } });
            await election.StepAsync(1);
        }

        two.MayWrite.ShouldBeTrue();
    }

    [Fact]
    public async Task A_lease_that_went_back_to_an_older_state_ends_its_holder_and_never_gives_an_epoch_twice()
    {
        await using var election = new Election();
        var one = await election.BeginAsync("one");
        var older = election.Server.Find()!;
        var two = await election.AddAsync("two");
        one.Stop();
        await election.StepAsync(1);
        two.Epoch.ShouldBe("lease-1/9");
        var three = await election.AddAsync("three");

        election.Server.Restore(older);
        await election.StepAsync(0.1);
        two.MayWrite.ShouldBeFalse();
        await Should.ThrowAsync<LeadershipLostException>(two.Run);
        three.MayWrite.ShouldBeFalse();
        await election.StepAsync(17.5);
        three.Epoch.ShouldBe("lease-1/10");
    }

    [Fact]
    public async Task An_older_state_in_which_nobody_held_it_is_left_alone_as_long_as_the_holder_may_believe_in_it()
    {
        await using var election = new Election();
        var one = await election.BeginAsync("one");
        var released = election.Server.History[0]!;
        var two = await election.AddAsync("two");
        one.Freeze();

        election.Server.Restore(released);
        await election.StepAsync(14.9);
        two.MayWrite.ShouldBeFalse();
        await election.StepAsync(2.2);
        two.Epoch.ShouldBe("lease-1/9");
    }
}
