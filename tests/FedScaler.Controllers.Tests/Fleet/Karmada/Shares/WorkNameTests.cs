using FedScaler.Controllers.Fleet.Karmada.Shares;

namespace FedScaler.Controllers.Tests.Fleet.Karmada.Shares;

public sealed class WorkNameTests
{
    [Fact]
    public void A_name_says_whose_HPA_it_is() => WorkName.Of("shop", "web").ShouldBe("fedscaler-hpa.shop.web");

    [Fact]
    public void Two_HPAs_never_have_one_name() => WorkName.Of("a-b", "c").ShouldNotBe(WorkName.Of("a", "b-c"));

    [Fact]
    public void A_name_that_would_be_too_long_ends_in_a_hash_of_the_whole()
    {
        var (one, other) = (WorkName.Of("shop", new string('a', 250) + "b"), WorkName.Of("shop", new string('a', 250) + "c"));
        one.Length.ShouldBeLessThanOrEqualTo(253);
        one.ShouldNotBe(other);
        one.ShouldBe(WorkName.Of("shop", new string('a', 250) + "b"));
    }
}
