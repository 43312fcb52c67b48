using System.Text.Json.Nodes;
using FedScaler.Controllers.Fleet;
using FedScaler.Controllers.Tests.Fleet.Karmada.Support;
using FedScaler.Controllers.Tests.Fleet.Support;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Tests.Fleet.Karmada.Shares;

public sealed class ReapplicationTests
{
    private static readonly ObjectKey Hpa = new("shop", "web");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_hand_took_from_a_member_or_changed_there_is_applied_anew_though_Karmada_does_not_look(bool deletes)
    {
        await using var test = new KarmadaUnderTest();
        var member = await ShareAsync(test);
        var writes = test.Hub.Writes.Count;
        Touch(member, deletes);

        await test.StepUntilAsync(() => (int?)test.HpaIn("idc-a")?["spec"]!["maxReplicas"] == 9, TimeSpan.FromSeconds(15));

        await test.StepUntilAsync(() => test.Fleet.Look("idc-a", KarmadaUnderTest.Web) is MemberView.Present { Hpas: [{ MinReplicas: 2, MaxReplicas: 9, Owner: "shop/web" }] });
        await test.StepAsync(TimeSpan.FromSeconds(40));
        test.Hub.Writes.Skip(writes).ShouldBe(["Merge works/karmada-es-idc-a/fedscaler-hpa.shop.web by fedscaler-fleet"]);
    }

    [Fact]
    public async Task What_is_not_taken_in_for_all_that_is_told_and_tried_less_and_less_often()
    {
        await using var test = new KarmadaUnderTest();
        var member = await ShareAsync(test);
        var writes = test.Hub.Writes.Count;
        MemberView? seen = null;
        test.Karmada.Carries = false;
        member.Remove("horizontalpodautoscalers", Hpa);
        await test.StepUntilAsync(() => test.Fleet.Look("idc-a", KarmadaUnderTest.Web) is MemberView.Unknown { Pending: true });
        test.Fleet.Changed += _ => seen = test.Fleet.Look("idc-a", KarmadaUnderTest.Web);

        await test.StepUntilAsync(() => seen is MemberView.Unknown { Pending: false, Reason: var why } && why.Contains("has not taken that in yet"), TimeSpan.FromMinutes(1));

        await test.StepAsync(TimeSpan.FromMinutes(2));
        (test.Hub.Writes.Count - writes).ShouldBeInRange(3, 4);
    }

    [Fact]
    public async Task In_a_paused_member_a_hand_is_let_be()
    {
        await using var test = new KarmadaUnderTest();
        var member = await ShareAsync(test);
        test.Mark("idc-a", "labels", "fedscaler.io/paused", "true");
        await test.StepUntilAsync(() => (bool?)test.Work("idc-a")!["spec"]!["suspendDispatching"] == true);
        var writes = test.Hub.Writes.Count;
        member.Remove("horizontalpodautoscalers", Hpa);

        await test.StepAsync(TimeSpan.FromSeconds(40));

        test.Hub.Writes.Count.ShouldBe(writes);
        test.HpaIn("idc-a").ShouldBeNull();
    }

    private static async Task<ScriptedCluster> ShareAsync(KarmadaUnderTest test)
    {
        var member = test.Join("idc-a");
        test.Karmada.Repairs = false;
        await test.ReadyAsync();
        // As whoever shares does: what is not seen as it should be is looked at, and noticed.
        test.Fleet.Changed += _ => test.Fleet.Look("idc-a", KarmadaUnderTest.Web);
        await test.ApplyAsync("idc-a", 2, 9);
        await test.StepUntilAsync(() => test.Fleet.Look("idc-a", KarmadaUnderTest.Web) is MemberView.Present { Hpas: [{ MaxReplicas: 9 }] });
        return member;
    }

    private static void Touch(ScriptedCluster member, bool deletes)
    {
        if (deletes)
        {
            member.Remove("horizontalpodautoscalers", Hpa);
            return;
        }

        var hpa = (JsonObject)member.Find("horizontalpodautoscalers", Hpa)!.DeepClone();
        hpa["spec"]!["maxReplicas"] = 99;
        member.Put("horizontalpodautoscalers", hpa);
    }
}
