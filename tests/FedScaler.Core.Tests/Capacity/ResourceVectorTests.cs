using FedScaler.Core.Capacity;
using static FedScaler.Core.Tests.Capacity.Nodes;

namespace FedScaler.Core.Tests.Capacity;

public sealed class ResourceVectorTests
{
    [Fact]
    public void Cpu_is_counted_in_thousandths_and_the_rest_in_units_each_rounded_up()
    {
        var vector = Resources(("cpu", "1500100u"), ("memory", "1500m"), ("nvidia.com/gpu", "2"));
        vector["cpu"].ShouldBe(1501);
        vector["memory"].ShouldBe(2);
        vector["nvidia.com/gpu"].ShouldBe(2);
        vector["ephemeral-storage"].ShouldBe(0);
        vector["anything"].ShouldBe(0);
    }

    [Fact]
    public void Zero_and_negative_amounts_are_as_good_as_none()
    {
        var vector = Resources(("cpu", "0"), ("memory", "-1Gi"), ("nvidia.com/gpu", "0"), ("a/b", "-3"));
        vector.ShouldBe(ResourceVector.Empty);
        vector.IsEmpty.ShouldBeTrue();
        default(ResourceVector).Extended.ShouldBeEmpty();
    }

    [Fact]
    public void The_order_of_names_makes_no_difference()
    {
        var vector = Resources(("b/b", "2"), ("a/a", "1"), ("cpu", "1"));
        vector.ShouldBe(Resources(("cpu", "1"), ("a/a", "1"), ("b/b", "2")));
        (vector == Resources(("cpu", "1"), ("a/a", "1"))).ShouldBeFalse();
        (vector != Resources(("cpu", "1"), ("a/a", "1"), ("b/b", "3"))).ShouldBeTrue();
        vector.All().Select(amount => amount.Name).ShouldBe(["cpu", "a/a", "b/b"]);
    }

    [Fact]
    public void Sums_and_maxima_are_taken_resource_by_resource()
    {
        var left = Resources(("cpu", "1"), ("a/a", "1"), ("b/b", "5"));
        var right = Resources(("memory", "1"), ("a/a", "2"), ("c/c", "3"));
        (left + right).ShouldBe(Resources(("cpu", "1"), ("memory", "1"), ("a/a", "3"), ("b/b", "5"), ("c/c", "3")));
        ResourceVector.Max(left, right).ShouldBe(Resources(("cpu", "1"), ("memory", "1"), ("a/a", "2"), ("b/b", "5"), ("c/c", "3")));
    }

    [Fact]
    public void A_sum_stops_at_the_range_and_never_wraps()
    {
        var most = ResourceVector.Of(long.MaxValue, extended: new ResourceAmount("a/a", long.MaxValue));
        (most + ResourceVector.Of(1, extended: new ResourceAmount("a/a", 1))).ShouldBe(most);
    }
}
