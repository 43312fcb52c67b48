using FedScaler.Controllers.Brakes;
using FedScaler.Kube.Models;

namespace FedScaler.Controllers.Tests.Brakes;

public sealed class BrakeSettingTests
{
    private static readonly ObjectKey Where = new("fedscaler-system", "fedscaler");

    [Theory]
    [InlineData("true", true, false)]
    [InlineData("True", true, false)]
    [InlineData(" true\n", true, false)]
    [InlineData("false", false, false)]
    [InlineData("FALSE", false, false)]
    [InlineData("yes", true, true)]
    [InlineData("1", true, true)]
    [InlineData("on", true, true)]
    [InlineData("no", true, true)]
    [InlineData("", true, true)]
    [InlineData("tru", true, true)]
    public void Only_a_plain_false_lets_go_and_what_is_unclear_stops(string value, bool isOn, bool isUnclear)
    {
        var setting = BrakeSetting.Read(Map("paused", value), Where);

        (setting.Reason is not null).ShouldBe(isOn);
        (setting.Doubt is not null).ShouldBe(isUnclear);
        if (isOn) setting.Reason.ShouldBe("ConfigMap fedscaler-system/fedscaler key paused");
        if (isUnclear) setting.Doubt.ShouldNotBeNull().ShouldContain($"is \"{value}\"");
    }

    [Fact]
    public void A_missing_ConfigMap_no_data_and_another_key_let_go()
    {
        BrakeSetting.Read(null, Where).Reason.ShouldBeNull();
        BrakeSetting.Read(new ConfigMap(), Where).Reason.ShouldBeNull();
        BrakeSetting.Read(Map("logLevel", "true"), Where).Reason.ShouldBeNull();
    }

    [Fact]
    public void The_key_in_other_letters_is_the_key() =>
        BrakeSetting.Read(Map("Paused", "true"), Where).Reason.ShouldBe("ConfigMap fedscaler-system/fedscaler key Paused");

    private static ConfigMap Map(string key, string value) => new() { Data = new() { [key] = value } };
}
