using FedScaler.Sandbox.Karmada.Scheduling;
using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Karmada.Scheduling;

public sealed class SeatsTests
{
    [Theory]
    [InlineData(3, 1000, 1, 1, "3 0 0")]
    [InlineData(9, 3, 2, 1, "4 3 2")]
    [InlineData(2, 1, 1, 1, "1 1 0")]
    [InlineData(5, 0, 0, 0, "0 0 0")]
    [InlineData(4, 0, 3, 1, "0 3 1")]
    public void Seats_go_by_weight_and_a_tie_to_the_first_name(int seats, int a, int b, int c, string wanted)
    {
        var allotted = Seats.Allot(seats, new Dictionary<string, long> { ["a"] = a, ["b"] = b, ["c"] = c });
        $"{allotted["a"]} {allotted["b"]} {allotted["c"]}".ShouldBe(wanted);
    }
}
