using System.CommandLine;
using System.Text.Json;

namespace FedScaler.Cron.Explain;

/// <summary><c>fedscaler cron explain</c>: what CronHPAs come to, before anything acts on them.</summary>
internal static class CronExplainCommand
{
    private const int MostTransitions = 1000;

    public static Command Create(TextReader input)
    {
        var file = new Option<string[]>("--file", "-f") { Description = "CronHPAs as YAML or JSON, one or several documents, and with them the FedHPAs or ReplicaBindings that they act on; - is standard input. May be given several times.", HelpName = "FILE", Required = true };
        var from = new Option<string?>("--from") { Description = "What comes after this time, as 2026-03-08T07:00:00Z or 2026-03-08; without it after now.", HelpName = "TIME" };
        var count = new Option<int>("--count") { Description = $"How many transitions of each target, at most {MostTransitions}.", HelpName = "N", DefaultValueFactory = static _ => 10 };
        var output = new Option<string>("--output", "-o") { Description = "table or json.", DefaultValueFactory = static _ => "table" };
        output.AcceptOnlyFromAmong("table", "json");
        count.Validators.Add(result =>
        {
            if (result.GetValue(count) is < 1 or > MostTransitions) result.AddError($"--count must be from 1 to {MostTransitions}");
        });
        var command = new Command("explain", "Check CronHPAs as admission does, and say what they come to: the next transitions in local time and UTC, what clock changes, overlaps and excluded dates do to them, and the bounds in force as a strip for each day. Exits 2 when the file is refused, with the field and what would mend it.") { file, from, count, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (console, json) = (parsed.InvocationConfiguration, parsed.GetValue(output) == "json");
            var start = TimeProvider.System.GetUtcNow();
            if (parsed.GetValue(from) is { } text && !(CronTimes.TryParse(text, out start) && start.Year is >= 1970 and <= 9000))
            {
                await console.Error.WriteLineAsync($"--from: \"{text}\" is not a time from 1970 on: {CronTimes.Mend}");
                return ExitCodes.Refused;
            }

            var read = await ReadAsync(parsed.GetValue(file)!, input, cancellationToken);
            return read.Faults.Count > 0 ? await RefuseAsync(read.Faults, json, console) : Explain(read, start, parsed.GetValue(count), json, console.Output);
        });
        return command;
    }

    private static async Task<ExplainInput> ReadAsync(IEnumerable<string> files, TextReader input, CancellationToken cancellationToken)
    {
        var read = new ExplainInput();
        foreach (var file in files)
        {
            try
            {
                if (file == "-") read.Add("standard input", await input.ReadToEndAsync(cancellationToken));
                else read.Add(file, await File.ReadAllTextAsync(file, cancellationToken));
            }
            catch (Exception unread) when (unread is IOException or UnauthorizedAccessException or ArgumentException)
            {
                read.Refuse(file, unread.Message);
            }
        }

        if (read is { Faults.Count: 0, Schedules.Count: 0 }) read.Refuse(string.Join(", ", files), "there is no CronHPA in it: give the file of one");
        return read;
    }

    private static int Explain(ExplainInput input, DateTimeOffset from, int count, bool json, TextWriter output)
    {
        var explanation = new Explanation(CronTimes.Utc(from), [.. ScheduledTarget.Of(input).Select(target => new TargetExplainer(target).Explain(from, count))]);
        if (json) output.WriteLine(JsonSerializer.Serialize(explanation, CronJson.Readable.Explanation));
        else ExplainTable.Write(explanation, output);
        return ExitCodes.Success;
    }

    private static async Task<int> RefuseAsync(IReadOnlyList<FileFault> faults, bool json, InvocationConfiguration console)
    {
        foreach (var fault in faults) await console.Error.WriteLineAsync(fault.ToString());
        if (json)
        {
            var refusal = new ExplainRefusal([.. faults.Select(static fault => new ExplainFault(fault.File, fault.Document, fault.Error.Field, fault.Error.Message))]);
            await console.Output.WriteLineAsync(JsonSerializer.Serialize(refusal, CronJson.Readable.ExplainRefusal));
        }

        return ExitCodes.Refused;
    }
}
