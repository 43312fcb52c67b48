using System.Text.Json;
using FedScaler.Terminal;
using Spectre.Console;

namespace FedScaler.Members.Check;

/// <summary>Reports, for people or programs.</summary>
internal static class CheckOutput
{
    public static void Write(IReadOnlyList<MemberReport> reports, bool json, TextWriter output)
    {
        if (json) output.WriteLine(JsonSerializer.Serialize(reports, CheckJson.Default.IReadOnlyListMemberReport));
        else Write(reports, Terminals.On(output, Terminals.IsInteractive && ReferenceEquals(output, Console.Out)));
    }

    private static void Write(IReadOnlyList<MemberReport> reports, IAnsiConsole console)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumn("MEMBER", static column => column.NoWrap())
            .AddColumn("CHECK", static column => column.NoWrap())
            .AddColumn("RESULT", static column => column.NoWrap())
            .AddColumn("DETAILS");
        foreach (var report in reports)
            foreach (var finding in report.Findings)
                table.AddRow(new Text(report.Name), new Text(finding.Check), new Text(finding.Result.ToString(), StyleOf(finding.Result)), new Text(OneLine.Of(finding.Message)));
        console.Write(table);
        foreach (var report in reports) console.WriteLine(Summary(report));
    }

    private static string Summary(MemberReport report)
    {
        var (failed, warned) = (report.Findings.Count(static each => each.Result == CheckResult.Failed), report.Findings.Count(static each => each.Result == CheckResult.Warning));
        return failed > 0 ? $"{report.Name}: {failed} failed, {warned} to look at" : warned > 0 ? $"{report.Name}: all that is needed is there, {warned} to look at" : $"{report.Name}: all is well";
    }

    private static Style StyleOf(CheckResult result) => result switch
    {
        CheckResult.Ok => new Style(Color.Green),
        CheckResult.Warning => new Style(Color.Yellow),
        _ => new Style(Color.Red),
    };
}
