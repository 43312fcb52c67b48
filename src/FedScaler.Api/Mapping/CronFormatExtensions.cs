using FedScaler.Core.Scheduling;

namespace FedScaler.Api.Mapping;

/// <summary>How a refused cron expression is told of beside the field that holds it.</summary>
public static class CronFormatExtensions
{
    // What CronFormatException.Field says of a text that is wrong as a whole.
    private const string WholeText = "schedule";

    /// <summary>What is wrong and what would mend it, with the cron field in front where it is one: <c>hour: …</c>.</summary>
    public static string Explain(this CronFormatException refused) => refused.Field == WholeText ? refused.Problem : refused.Message;
}
