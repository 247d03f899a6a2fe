using System.Globalization;
using Microsoft.CodeAnalysis;
using RayNet.Contracts;
using RayNet.Roslyn.Types;

namespace RayNet.Analyzers.Contracts;

/// <summary>The entries of a type whose values travel. Types of the platform change with nobody's build.</summary>
internal static class ContractTypes
{
    internal static string Name(ITypeSymbol type) => ShapeNames.Unique(type).Replace("global::", string.Empty);

    internal static void Read(TypeNode node, FileContract contract)
    {
        if (node.Symbol is not INamedTypeSymbol { IsTupleType: false } type || ImpossibleTypes.IsPlatform(type))
        {
            return;
        }

        if (type.TypeKind == TypeKind.Enum)
        {
            ReadEnum(type, contract);
        }
        else if (node.Kind == TypeNodeKind.Object && node.Plan is { } plan)
        {
            ReadObject(node, type, plan, contract);
        }
        else if (node.Kind == TypeNodeKind.Union)
        {
            string owner = Name(type);
            contract.Add(Head(ContractKind.Type, owner, "union" + Depth(node)), type);
            foreach ((int tag, TypeNode part) in node.Cases)
            {
                contract.Add(new ContractEntry(ContractKind.Case, owner, Name(part.Symbol), ContractSyntax.Number(tag), string.Empty), type);
            }
        }
    }

    private static void ReadObject(TypeNode node, INamedTypeSymbol type, ObjectPlan plan, FileContract contract)
    {
        string owner = Name(type);
        contract.Add(Head(ContractKind.Type, owner, (type.IsValueType ? "struct" : "class") + Depth(node)), type);
        foreach (PlannedMember member in plan.Members)
        {
            contract.Add(ContractEntry.OfMember(owner, member.Position, member.Symbol.Name, Name(member.Type), member.Position < plan.RequiredLength), member.Symbol);
        }
    }

    private static void ReadEnum(INamedTypeSymbol type, FileContract contract)
    {
        string owner = Name(type);
        contract.Add(Head(ContractKind.Enum, owner, Name(type.EnumUnderlyingType!)), type);
        foreach (IFieldSymbol field in type.GetMembers().OfType<IFieldSymbol>().Where(static field => field.HasConstantValue))
        {
            contract.Add(new ContractEntry(ContractKind.Value, owner, field.Name, Convert.ToString(field.ConstantValue, CultureInfo.InvariantCulture)!, string.Empty), field);
        }
    }

    private static ContractEntry Head(ContractKind kind, string owner, string detail) => new(kind, owner, owner, string.Empty, detail);

    private static string Depth(TypeNode node) => node.MaxDepth == 0 ? string.Empty : ", depth " + ContractSyntax.Number(node.MaxDepth);
}
