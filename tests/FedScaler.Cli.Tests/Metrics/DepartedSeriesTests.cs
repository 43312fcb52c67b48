using Shouldly;
using Xunit;

namespace FedScaler.Cli.Tests.Metrics;

public sealed class DepartedSeriesTests(MeasuredService service) : IClassFixture<MeasuredService>
{
    [Fact]
    public async Task What_is_measured_of_a_FedHPA_and_of_a_member_goes_with_them()
    {
        (await service.ScrapeAsync("fedscaler_fedhpa_member_max_replicas{member=\"idc-b\"", "fedscaler_api_requests_total{cluster=\"idc-b\"")).ShouldContain("fedscaler_fedhpa_condition{name=\"web\"");

        await service.DeleteAsync("idc-b");

        var text = await service.ScrapeWithoutAsync("fedscaler_fedhpa_condition{", "\"idc-b\"");
        text.ShouldContain("fedscaler_member_up{member=\"idc-a\"} 1");
        text.ShouldContain("fedscaler_api_requests_total{cluster=\"idc-a\"");
    }
}
