namespace RayNet.Roslyn.Types;

/// <summary>Gives every member its place on the wire: the number of [Key], or the order of <see cref="MemberReader"/> without any.</summary>
internal static class WireOrder
{
    /// <summary>Unused numbers are written as nil, so a large one would waste space in every value.</summary>
    private const int MaxKey = 255;

    internal static void Assign(TypeNode node, ObjectPlan plan)
    {
        bool hasKeys = plan.Members.Exists(static member => member.Key is not null);
        for (int i = 0; i < plan.Members.Count; i++)
        {
            PlannedMember member = plan.Members[i];
            if (hasKeys && FindMistake(plan, member) is { } reason)
            {
                node.Problems.Add(new TypeProblem(DiagnosticIds.TypeCannotTravel, "." + member.Symbol.Name, ShapeNames.Readable(member.Type), reason, "number all members that travel with [Key(0)], [Key(1)], …, and mark others with [IgnoreMember]"));
            }

            member.Position = hasKeys ? member.Key ?? 0 : i;
            plan.WireLength = Math.Max(plan.WireLength, member.Position + 1);
        }

        if (hasKeys)
        {
            plan.Members.Sort(static (left, right) => left.Position.CompareTo(right.Position));
        }
    }

    private static string? FindMistake(ObjectPlan plan, PlannedMember member) => member.Key switch
    {
        null => "other members have a [Key], but this one has none",
        < 0 or > MaxKey => $"its [Key({member.Key})] is not between 0 and {MaxKey}",
        _ => plan.Members.Exists(other => other != member && other.Key == member.Key) ? $"its [Key({member.Key})] is taken twice" : null,
    };
}
