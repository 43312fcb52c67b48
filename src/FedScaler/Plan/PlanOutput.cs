using System.Text.Json;

namespace FedScaler.Plan;

/// <summary>A plan as it is printed.</summary>
internal static class PlanOutput
{
    public static void Write(PlanResult plan, string name, bool json, TextWriter output)
    {
        if (json) output.WriteLine(JsonSerializer.Serialize(plan, PlanJson.Default.PlanResult));
        else PlanTable.Write(plan, name, output);
    }
}
