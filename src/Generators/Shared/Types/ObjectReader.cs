using Microsoft.CodeAnalysis;

namespace RayNet.Roslyn.Types;

/// <summary>Reads classes, records and structs.</summary>
internal static class ObjectReader
{
    internal static void Complete(TypeNode node, INamedTypeSymbol type, TypeGraph graph)
    {
        node.Kind = TypeNodeKind.Object;
        node.TraitsName = ShapeNames.Traits(type, node.FullName);
        if (FindObstacle(type) is { } obstacle)
        {
            TypeNodeFactory.Fail(node, obstacle);
            return;
        }

        List<PlannedMember> members = MemberReader.Read(type, graph);
        IMethodSymbol? constructor = ConstructorChooser.Choose(node, type, members, graph);
        if (constructor is not null)
        {
            node.Plan = Arrange(node, members, constructor, graph);
            StateCheck.Run(node, type, members);
        }

        FieldEvidence.Collect(node, type, graph);
    }

    private static TypeProblem? FindObstacle(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? root = type.BaseType; root is not null; root = root.BaseType)
        {
            if (root.SpecialType is SpecialType.System_Object or SpecialType.System_ValueType)
            {
                break;
            }

            if (ImpossibleTypes.IsPlatform(root))
            {
                return ImpossibleTypes.Of(
                    type,
                    $"it derives from '{ShapeNames.Readable(root)}', which may hold more than its public members show",
                    "hold such an object in a member instead of deriving from it");
            }
        }

        bool isPlain = PlainPlatformTypes.Contains(TypeNames.Metadata(type));
        if (!isPlain && ImpossibleTypes.Implements(type, "System.Collections.IEnumerable"))
        {
            return ImpossibleTypes.Of(type, "a collection class of your own may hold more than its items", "use List<T>, Dictionary<TKey, TValue> or another collection of the platform");
        }

        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (Attributes.Is(attribute, "MessagePack.UnionAttribute"))
            {
                return ImpossibleTypes.Of(type, "[Union] stands on a class that is not abstract", "make the class abstract, and list its implementations");
            }
        }

        return null;
    }

    private static ObjectPlan Arrange(TypeNode node, List<PlannedMember> members, IMethodSymbol constructor, TypeGraph graph)
    {
        var plan = new ObjectPlan();
        var arguments = new List<PlannedMember>();
        bool setsRequired = Attributes.Has(constructor, "System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute");
        foreach (IParameterSymbol parameter in constructor.Parameters)
        {
            PlannedMember member = ConstructorChooser.Match(members, parameter, graph.Compilation)!;
            member.Setting = MemberSetting.Constructor;
            member.Default = DefaultValues.Expression(parameter);
            member.IsInitializedToo = member.IsRequired && !setsRequired;
            arguments.Add(member);
        }

        plan.Members.AddRange(members.Where(member => !member.IsIgnored && (member.CanSet || arguments.Contains(member))));
        WireOrder.Assign(node, plan);
        foreach (PlannedMember member in plan.Members)
        {
            bool isArgument = arguments.Contains(member);
            if (!isArgument)
            {
                member.Setting = member.IsInitOnly || member.IsRequired ? MemberSetting.Initializer : MemberSetting.Assignment;
            }

            bool isNeeded = isArgument ? member.Default is null : member.IsRequired;
            plan.RequiredLength = isNeeded ? Math.Max(plan.RequiredLength, member.Position + 1) : plan.RequiredLength;
            member.Node = graph.Get(member.Type);
            node.Parts.Add(("." + member.Symbol.Name, member.Node));
        }

        plan.ConstructorArguments.AddRange(arguments.Select(argument => plan.Members.IndexOf(argument)));
        return plan;
    }
}
