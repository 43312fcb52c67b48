using System.CommandLine;
using System.Text.Json;
using FedScaler.Api.CronHpas;

namespace FedScaler.Cron.Next;

/// <summary><c>fedscaler cron next</c>: when one schedule fires.</summary>
internal static class CronNextCommand
{
    public static Command Create(TextReader input)
    {
        var schedule = new Option<string?>("--schedule") { Description = "Five fields (minute, hour, day of month, month, weekday) or @hourly to @yearly.", HelpName = "\"30 8 * * MON-FRI\"" };
        var zone = new Option<string>("--time-zone") { Description = "IANA time zone of the schedule.", HelpName = "ZONE", DefaultValueFactory = static _ => CronHpaDefaults.TimeZone };
        var after = new Option<string?>("--after") { Description = "Times after this one, as 2026-03-08T07:00:00Z; without it after now.", HelpName = "TIME" };
        var count = new Option<long>("--count") { Description = $"How many times, at most {CronNextRequest.MostTimes}.", HelpName = "N", DefaultValueFactory = static _ => CronNextRequest.DefaultCount };
        var batch = new Option<bool>("--batch") { Description = "Read {\"schedule\", \"timeZone\", \"after\", \"count\"} objects, one a line, from standard input; answer one a line: {\"next\": [...]} or {\"error\", \"field\"}." };
        var output = new Option<string>("--output", "-o") { Description = "text (a time a line) or json.", DefaultValueFactory = static _ => "text" };
        output.AcceptOnlyFromAmong("text", "json");
        var command = new Command("next", "Print when a schedule fires next, in UTC. Exits 2 when it is refused, with the field and what would mend it.") { schedule, zone, after, count, batch, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var console = parsed.InvocationConfiguration;
            switch (parsed.GetValue(batch), parsed.GetValue(schedule))
            {
                case (true, null):
                    await CronNextBatch.RunAsync(input, console.Output, TimeProvider.System, cancellationToken);
                    return ExitCodes.Success;
                case (false, { } text):
                    var request = new CronNextRequest(text, parsed.GetValue(zone), parsed.GetValue(after), parsed.GetValue(count));
                    return await WriteAsync(request.Answer(TimeProvider.System.GetUtcNow()), parsed.GetValue(output) == "json", console);
                default:
                    await console.Error.WriteLineAsync("cron next needs one of: --schedule \"30 8 * * MON-FRI\"; --batch");
                    return ExitCodes.Refused;
            }
        });
        return command;
    }

    private static async Task<int> WriteAsync(CronNextResult result, bool json, InvocationConfiguration console)
    {
        if (json) await console.Output.WriteLineAsync(JsonSerializer.Serialize(result, CronJson.Readable.CronNextResult));
        else foreach (var time in result.Next ?? []) await console.Output.WriteLineAsync(time);

        if (result.Error is { } error) await console.Error.WriteLineAsync(error);
        else if (!json) foreach (var warning in result.Warnings ?? []) await console.Error.WriteLineAsync($"note: schedule: {warning}");
        return result.Error is null ? ExitCodes.Success : ExitCodes.Refused;
    }
}
