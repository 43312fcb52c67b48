using Shouldly;
using Xunit;

namespace FedScaler.Sandbox.Tests.Laws;

public sealed class UsersSpecLawTests
{
    [Fact]
    public void A_user_may_write_his_own_spec() => Story.OfThree().Asks(9, 60).Wait(1).Gives("idc-a", 5, 20).Wait(60).Broken().ShouldBeEmpty();

    [Fact]
    public void The_service_may_not() => Story.OfThree().Asks(9, 60, by: Story.Service).Broken().ShouldContain(12);
}
