using System.Text;

namespace FedScaler.Benchmarks.Reporting;

/// <summary>BENCHMARKS.md. Nothing in it tells the day, so that only figures differ between two runs.</summary>
internal static class MarkdownReport
{
    public static string Write(IReadOnlyList<Figure> figures)
    {
        var text = new StringBuilder();
        text.AppendLine("# Benchmarks").AppendLine()
            .AppendLine("Written by `make bench`; do not edit. Machine: " + Machine.Describe() + ".").AppendLine()
            .AppendLine("""
                Bytes, writes and LISTs are counted and come out the same on any machine, but for a few bytes. Times were taken on a
                shared machine of 2 cores that others loaded meanwhile: read them only beside the reference of the same line, which was
                measured in the same run on the same data. × means: as many times what the reference took. The time of an operation is the
                processor's, in the fastest of several iterations: what else the machine does only ever adds. Latencies are the clock's.
                """).AppendLine()
            .AppendLine("| Figure | Measured | Goal | Reference in the same run | What bounds it |")
            .AppendLine("|---|---|---|---|---|");
        foreach (var (name, measured, goal, reference, bound) in figures)
            text.AppendLine($"| {name} | {measured} | {goal ?? "–"} | {reference ?? "–"} | {bound} |");
        return text.ToString();
    }
}
