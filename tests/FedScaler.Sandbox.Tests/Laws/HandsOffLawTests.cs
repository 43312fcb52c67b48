using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Laws;

public sealed class HandsOffLawTests
{
    [Fact]
    public void A_pod_that_the_service_deletes_is_a_breach() =>
        Story.OfThree().Pod("idc-a", "web-1").DropsPod("idc-a", "web-1", Story.Service).Broken().ShouldBe([9]);

    [Fact]
    public void A_pod_that_its_own_controller_deletes_is_not() =>
        Story.OfThree().Pod("idc-a", "web-1").DropsPod("idc-a", "web-1", by: null).Broken().ShouldBeEmpty();

    [Fact]
    public void A_workload_that_the_service_scales_to_zero_is_a_breach_unless_it_parks_the_member()
    {
        Story.OfThree().Runs("idc-a", 0, by: Story.Service).Broken().ShouldBe([9]);
        Story.OfThree(""","split":{"spread":"WhenNeeded"}""").Runs("idc-a", 0, by: Story.Service).Broken().ShouldBeEmpty();
    }

    [Fact]
    public void A_workload_that_a_user_led_binding_scales_to_zero_is_not() =>
        Story.OfThree().Forgets().Binds(Story.User, 10, ("idc-a", 0), ("idc-b", 5), ("cloud-c", 5)).Runs("idc-a", 0, by: Story.Service).Broken().ShouldBeEmpty();
}
